using System.Globalization;
using System.Text;
using System.Text.Json;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Hosting.KeyRing;

namespace RingCentral.Connect.Hosting.Commands.Keys;

/// <summary>The key ring in words and in JSON. Nothing of a key itself is told.</summary>
internal static class KeyRingWords
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string AsJson(KeyRingReport report) => JsonSerializer.Serialize(
        new
        {
            Keys = report.Keys.Select(key => new
            {
                Id = key.Key.KeyId,
                State = SnakeCase.Write(key.State),
                CreatedAt = key.Key.CreationDate.ToUniversalTime(),
                ActivatesAt = key.Key.ActivationDate.ToUniversalTime(),
                ExpiresAt = key.Key.ExpirationDate.ToUniversalTime(),
                Retired = key.Key.IsRevoked,
                Certificate = key.Record?.Certificate is { } certificate ? new { certificate.Thumbprint, certificate.Subject, certificate.EndsAt } : null,
                key.Values,
            }),
            Lost = report.Lost.Select(lost => new { KeyId = lost.Key, Values = lost.Value }),
        },
        Json);

    public static string AsTable(KeyRingReport report)
    {
        var text = new StringBuilder("ID                                    STATE       CREATED     ACTIVATES   EXPIRES     CERTIFICATE (ENDS)");
        foreach (var key in report.Keys)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{key.Key.KeyId}  {SnakeCase.Write(key.State),-10}  {Day(key.Key.CreationDate)}  {Day(key.Key.ActivationDate)}  {Day(key.Key.ExpirationDate)}  ");
            text.Append(key.Record?.Certificate is { } certificate ? $"{certificate.Thumbprint} ({Day(certificate.EndsAt)})" : "none: the key lies unprotected");
            AppendValues(text, key.Values);
        }

        foreach (var (keyId, values) in report.Lost)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{keyId}  gone: what is under it does not open");
            AppendValues(text, values);
        }

        return text.ToString();
    }

    public static string Destroyed(Guid leaked, RetirementResult.Destroyed destroyed)
    {
        var text = new StringBuilder($"{leaked} is destroyed; {destroyed.Successor.KeyId} encrypts.").AppendLine();
        text.AppendLine("What left the service under it is void: administrators must sign in again, pages that are open must be loaded anew, and links in mails and chats");
        text.AppendLine("(reconnect, manage, unsubscribe) do not open any more. App code gets a new reconnect_url with its next request.");
        text.Append("Backups, replicas' archives and the write-ahead log still hold the old key and what was under it: whoever has them and the certificate can open them.");
        foreach (var (column, count) in destroyed.Damaged)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{column}: {count} values were damaged before, and are lost.");
        }

        return text.ToString();
    }

    public static string Explain(RetirementResult result) => result switch
    {
        RetirementResult.Unknown => "The key ring has no such key: see the command keys status.",
        RetirementResult.Unreadable => "No configured certificate unwraps this key, so that nothing under it could be encrypted anew. Add the certificate under DataProtection:Certificates.",
        RetirementResult.StillUsed used => string.Create(
            CultureInfo.InvariantCulture, $"{used.Column}: {used.Count} values are still under the key, which was not destroyed: they were locked, or written just now. Run the command again."),
        _ => "",
    };

    private static void AppendValues(StringBuilder text, IReadOnlyDictionary<string, long> values)
    {
        foreach (var (column, count) in values)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"    {column}: {count}");
        }
    }

    private static string Day(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
