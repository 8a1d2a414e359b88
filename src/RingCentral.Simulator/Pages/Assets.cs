using System.Security.Cryptography;

namespace RingCentral.Simulator.Pages;

/// <summary>Stylesheet, script and mark, from inside the assembly: the tool works from any folder.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var name in new[] { "simulator.css", "simulator.js", "simulator.svg" })
        {
            var bytes = Load(name);
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
            routes.MapGet($"/assets/{name}", http => SendAsync(http, Types[Path.GetExtension(name)], bytes, tag));
        }
    }

    private static async Task SendAsync(HttpContext http, string type, byte[] bytes, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"wwwroot/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
