using System.Globalization;

namespace RingCentral.Connect.Connecting.Branding;

/// <summary>A colour of the operator's, with what has to be known of it: whether text on it, and it as text, can be read (WCAG 2.2, 1.4.3).</summary>
internal readonly record struct BrandColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Least contrast of text.</summary>
    public const double Readable = 4.5;

    public static BrandColor White { get; } = new(255, 255, 255);

    /// <summary>The ground of light pages.</summary>
    public static BrandColor LightPaper { get; } = new(0xf1, 0xf1, 0xee);

    /// <summary>The lightest ground of dark pages.</summary>
    public static BrandColor DarkPaper { get; } = new(0x22, 0x25, 0x29);

    /// <summary>A text on a light accent.</summary>
    public static BrandColor Ink { get; } = new(0x10, 0x12, 0x18);

    /// <param name="text">Such as #2b468f.</param>
    /// <param name="color">The colour.</param>
    public static bool TryParse(string? text, out BrandColor color)
    {
        color = default;
        if (text is not ['#', _, _, _, _, _, _] || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        color = new BrandColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>From 1 to 21.</summary>
    public double ContrastTo(BrandColor other)
    {
        var (one, two) = (Luminance(), other.Luminance());
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>A share of the way to another colour.</summary>
    public BrandColor Towards(BrandColor other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    /// <summary>White or dark, whichever can be read on it better.</summary>
    public BrandColor TextOnIt() => ContrastTo(White) >= ContrastTo(Ink) ? White : Ink;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private double Luminance() => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
