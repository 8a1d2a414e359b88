using System.ComponentModel.DataAnnotations;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi;

/// <summary>The app registration at RingCentral and the servers that may be talked to; section <c>RingCentral</c>.</summary>
internal sealed class RingCentralOptions : IValidatableObject
{
    public const string Section = "RingCentral";

    /// <summary>Base of new connections.</summary>
    [Required]
    public Uri ServerUrl { get; set; } = new("https://platform.ringcentral.com");

    /// <summary>Further origins that may be talked to, such as https://platform.ringcentral.biz.</summary>
    public IList<Uri> Servers { get; } = [];

    /// <summary>Client id of the app registration.</summary>
    [Required(ErrorMessage = "is missing: set it to the client id of your app in RingCentral's developer console, for example RingCentral__ClientId=aBcD1234")]
    public string ClientId { get; set; } = "";

    /// <summary>No secret means a public client: PKCE only, and the client id in the body (RINGCENTRAL 3).</summary>
    public ClientSecret? ClientSecret { get; set; }

    /// <summary>App permissions to ask for, separated by spaces; all of the app's where not set.</summary>
    public string? Scopes { get; set; }

    /// <summary>Asked for as <c>access_token_ttl</c> where set; RingCentral allows 10 to 60 minutes and clamps.</summary>
    public TimeSpan? AccessTokenLifetime { get; set; }

    /// <summary>Asked for as <c>refresh_token_ttl</c> where set.</summary>
    public TimeSpan? RefreshTokenLifetime { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var server in Servers.Prepend(ServerUrl).Where(server => !ServerOrigin.IsAllowedAddress(server)))
        {
            yield return new ValidationResult(
                $"'{server}' must be an https address, or http on a loopback address, for example https://platform.ringcentral.com",
                [server == ServerUrl ? nameof(ServerUrl) : nameof(Servers)]);
        }

        foreach (var (name, lifetime) in new[] { (nameof(AccessTokenLifetime), AccessTokenLifetime), (nameof(RefreshTokenLifetime), RefreshTokenLifetime) })
        {
            if (lifetime <= TimeSpan.Zero)
            {
                yield return new ValidationResult("must be longer than nothing, for example 01:00:00", [name]);
            }
        }
    }
}
