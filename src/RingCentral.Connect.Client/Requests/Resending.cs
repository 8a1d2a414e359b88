using System.Net.Http.Json;

namespace RingCentral.Connect.Client.Requests;

/// <summary>Whether the content of a request is still there after it was sent.</summary>
internal static class Resending
{
    /// <summary>Contents that hold what they send, or make it anew. A stream has been read to its end.</summary>
    public static bool IsPossible(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(IsPossible),
        _ => false,
    };
}
