using Microsoft.AspNetCore.Http.Metadata;

namespace RingCentral.Connect.Api.Requests;

/// <summary>The largest body of a call; an import lifts it for itself.</summary>
internal sealed class ApiLimits : IRequestSizeLimitMetadata
{
    /// <summary>Far more than any call needs: metadata of 8 KiB is the largest thing that is sent.</summary>
    public const int LargestBody = 256 * 1024;

    public long? MaxRequestBodySize => LargestBody;
}
