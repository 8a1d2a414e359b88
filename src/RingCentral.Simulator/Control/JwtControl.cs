using System.Text.Json.Serialization;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control;

/// <summary>The developer console's page for JWT credentials.</summary>
internal sealed class JwtControl(JwtCredentials credentials, UserDirectory users, SimulatorClock clock)
{
    private sealed record MintBody([property: JsonConverter(typeof(IdText))] string User)
    {
        public TimeSpan? ExpiresIn { get; init; }

        public IReadOnlyList<string> ClientIds { get; init; } = [];
    }

    private sealed record RevokeBody(string Assertion);

    public async Task MintAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<MintBody>(http.Request, http.RequestAborted);
        var user = users.FindByHint(body.User) ?? throw new ControlProblem($"There is no user \"{body.User}\".", 404);
        var origin = $"{http.Request.Scheme}://{http.Request.Host}";
        var assertion = credentials.Mint(origin, user, clock.GetUtcNow(), new JwtRestriction(body.ExpiresIn, body.ClientIds));
        await ControlJson.WriteAsync(http.Response, new { assertion }, http.RequestAborted);
    }

    public async Task RevokeAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<RevokeBody>(http.Request, http.RequestAborted);
        await ControlJson.WriteAsync(http.Response, new { revoked = credentials.Revoke(body.Assertion) }, http.RequestAborted);
    }
}
