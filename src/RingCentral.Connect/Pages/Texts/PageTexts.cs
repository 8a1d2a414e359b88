namespace RingCentral.Connect.Pages.Texts;

/// <summary>Names the resource files of what end users read on pages. English is the default; further languages lie beside it.</summary>
internal sealed class PageTexts;
