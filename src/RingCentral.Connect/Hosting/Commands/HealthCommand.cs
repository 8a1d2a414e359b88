using System.CommandLine;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>health</c>: whether a node on this machine lives, for containers that have no other program to ask with.</summary>
internal static class HealthCommand
{
    private const int Unhealthy = 1;
    private const string UsualAddress = "http://127.0.0.1:8080";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "The node's address.", DefaultValueFactory = _ => UsualAddress };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value ?? UsualAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                result.AddError("--url must be an address, for example http://127.0.0.1:8080.");
            }
        });
        var ready = new Option<bool>("--ready") { Description = "Ask whether it is ready, too: database, migrations, key ring." };
        var command = new Command("health", "Asks a node whether it lives. Exits with 1 where it does not.") { url, ready };
        command.SetAction((parsed, cancellationToken) => AskAsync(new Uri(new Uri(parsed.GetRequiredValue(url)), parsed.GetValue(ready) ? "/health/ready" : "/health/live"), cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : Unhealthy;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {exception.Message}");
            return Unhealthy;
        }
    }
}
