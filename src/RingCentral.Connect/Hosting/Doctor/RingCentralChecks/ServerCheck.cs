using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi;

namespace RingCentral.Connect.Hosting.Doctor.RingCentralChecks;

/// <summary>Whether RingCentral can be reached, and how our clock stands to its <c>Date</c>. Asks what anybody may ask, and no limit counts (RINGCENTRAL 1).</summary>
internal sealed class ServerCheck(IHttpClientFactory clients, IOptions<RingCentralOptions> options, TimeProvider time) : IDoctorCheck
{
    /// <summary>The client's name; its handler is the service's own.</summary>
    public const string Client = nameof(ServerCheck);

    private const string Reach = "reachability";
    private const string Clock = "clock";
    private const string Public = "/restapi";

    /// <summary>RingCentral's <c>Date</c> has whole seconds, and the answer takes a while.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var server in options.Value.Servers.Prepend(options.Value.ServerUrl).Select(ServerOrigin.Of).Distinct())
        {
            findings.AddRange(await AskAsync(server, cancellationToken));
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(ServerOrigin server, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.GetAsync(server.At(Public), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var reach = response.IsSuccessStatusCode
                ? Finding.Ok(Reach, $"{server.Value} answers.")
                : Finding.Warning(Reach, string.Create(CultureInfo.InvariantCulture, $"{server.Value} answers {(int)response.StatusCode} where 200 is expected."), "Look whether a proxy answers in RingCentral's place.");
            return [reach, Compare(response.Headers, server)];
        }
        catch (HttpRequestException exception)
        {
            return [Finding.Wrong(Reach, $"{server.Value} cannot be reached: {exception.HttpRequestError}.", Advice(exception.HttpRequestError))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Wrong(Reach, $"{server.Value} does not answer in time.", "Look whether a firewall drops connections to port 443.")];
        }
    }

    private Finding Compare(HttpResponseHeaders headers, ServerOrigin server)
    {
        if (headers.Date is not { } theirs)
        {
            return Finding.Unproven(Clock, $"{server.Value} does not tell its time.", "Nothing: lifetimes are counted from its replies, not from its clock.");
        }

        var apart = (time.GetUtcNow() - theirs).Duration();
        var words = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL's clock, which we go by, and that of {server.Value} are {apart.TotalSeconds:0} s apart.");
        return apart <= Tolerance
            ? Finding.Ok(Clock, words)
            : Finding.Warning(Clock, words, "Let NTP set the clock of the database server. Rotations do not suffer, since lifetimes are counted from replies; JWTs and administrators' sign-in may be refused.");
    }

    private static string Advice(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "Check RingCentral:ServerUrl and the machine's name servers.",
        HttpRequestError.SecureConnectionError => "The server's certificate is not trusted here: install the system's certificate authorities, or that of the proxy that opens TLS.",
        _ => "Check RingCentral:ServerUrl, the firewall, and HTTPS_PROXY where there is a proxy.",
    };
}
