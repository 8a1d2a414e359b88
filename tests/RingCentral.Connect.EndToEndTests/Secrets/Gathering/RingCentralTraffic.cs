using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>The secrets that the service and RingCentral had between them, and nobody else.</summary>
internal static partial class RingCentralTraffic
{
    private static readonly string[] SecretFields = ["code", "code_verifier", "refresh_token", "token", "assertion", "client_secret"];

    public static void Learn(KnownSecrets secrets, IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges.Where(exchange => exchange.Path.StartsWith("/restapi/", StringComparison.Ordinal)))
        {
            LearnForm(secrets, exchange.RequestBody);
            LearnAuthorization(secrets, exchange.RequestHeaders);
            secrets.Add("id token", IdToken().Matches(exchange.Answer).Select(match => match.Groups[1].Value));
        }
    }

    private static void LearnForm(KnownSecrets secrets, string body)
    {
        foreach (var (field, values) in QueryHelpers.ParseQuery(body).Where(field => SecretFields.Contains(field.Key)))
        {
            secrets.Add(field, values.Select(value => value ?? ""));
        }
    }

    private static void LearnAuthorization(KnownSecrets secrets, string headers)
    {
        foreach (var match in Authorization().Matches(headers).Cast<Match>())
        {
            var value = match.Groups[2].Value;
            secrets.Add("authorization", match.Groups[1].Value == "Basic" ? Encoding.UTF8.GetString(Convert.FromBase64String(value)).Split(':', 2)[1] : value);
        }
    }

    [GeneratedRegex("\"id_token\":\"([^\"]+)\"")]
    private static partial Regex IdToken();

    [GeneratedRegex(@"^Authorization: (Basic|Bearer) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Authorization();
}
