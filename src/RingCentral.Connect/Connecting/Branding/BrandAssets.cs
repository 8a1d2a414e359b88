using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Connecting.Branding;

/// <summary>The operator's colours as a second small stylesheet, and the logo. Only the colours of what can be pressed are the operator's: states are not for branding.</summary>
internal sealed class BrandAssets(IOptions<BrandingOptions> options)
{
    public const string StylesheetPath = "/brand/colors.css";
    public const string LogoPath = "/brand/logo";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Whether pages should ask for the stylesheet.</summary>
    public bool HasColors => options.Value.Accent is not null;

    public bool HasLogo => options.Value.LogoFile is not null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(StylesheetPath, (BrandAssets assets, HttpResponse response) => assets.Answer(response)).AllowAnonymous();
        routes.MapGet(LogoPath, (BrandAssets assets, HttpResponse response) => assets.AnswerLogo(response)).AllowAnonymous();
    }

    private IResult Answer(HttpResponse response)
    {
        if (!BrandColor.TryParse(options.Value.Accent, out var light))
        {
            return Results.NotFound();
        }

        var dark = BrandColor.TryParse(options.Value.AccentDark, out var own) ? own : light.Towards(BrandColor.White, 0.6);
        var inDark = Declarations(dark, BrandColor.White, BrandColor.DarkPaper);
        response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(
            $$"""
            :root { {{Declarations(light, BrandColor.Ink, BrandColor.White)}} }
            @media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { {{inDark}} } }
            @media screen { :root[data-theme="dark"] { {{inDark}} } }
            """,
            "text/css; charset=utf-8");
    }

    private static string Declarations(BrandColor accent, BrandColor emphasis, BrandColor ground) =>
        $"--accent: {accent}; --accent-hover: {accent.Towards(emphasis, 0.3)}; --accent-tint: {accent.Towards(ground, 0.88)}; --on-accent: {accent.TextOnIt()}; --focus: {accent};";

    private IResult AnswerLogo(HttpResponse response)
    {
        if (options.Value.LogoFile is not { } file)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=3600";
        return Results.File(Path.GetFullPath(file), ContentTypes.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }
}
