using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Data.ApiKeys;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>api-keys create|list|revoke</c>.</summary>
internal static class ApiKeysCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create(string[] settings) => new("api-keys", "Keys with which app code calls the HTTP API.")
    {
        CreateCreate(settings),
        CreateList(settings),
        CreateRevoke(settings),
    };

    private static Command CreateCreate(string[] settings)
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the key is for; history names it." };
        var scopes = new Option<string>("--scopes") { Required = true, Description = $"Separated by commas: {string.Join(", ", ApiScopes.All)}." };
        var expires = new Option<string>("--expires") { Description = "A day or an instant (RFC 3339), for example 2027-01-31; never where not given." };
        var prefix = new Option<string>("--external-id-prefix") { Description = "The key sees only connections whose external id begins so; all where not given." };
        name.Validators.Add(result => Check(result, name, text => text.Trim().Length is > 0 and <= ApiKeyMapping.NameMaxLength, $"--name must be 1 to {ApiKeyMapping.NameMaxLength} characters."));
        scopes.Validators.Add(result => Check(result, scopes, text => Split(text) is { Length: > 0 } words && words.All(ApiScopes.All.Contains), $"--scopes must be among {string.Join(", ", ApiScopes.All)}."));
        expires.Validators.Add(result => Check(result, expires, text => TryReadInstant(text, out _), "--expires must be a day or an instant, for example 2027-01-31."));
        prefix.Validators.Add(result => Check(result, prefix, ExternalIds.IsValid, $"--external-id-prefix {ExternalIds.Rule}."));
        var command = new Command("create", "Prints a new key. It is shown this once. Several keys may have one name, as during a change.") { name, scopes, expires, prefix };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var wanted = new NewApiKey(parsed.GetRequiredValue(name).Trim(), Split(parsed.GetRequiredValue(scopes)))
            {
                ExpiresAt = TryReadInstant(parsed.GetValue(expires), out var instant) ? instant : null,
                ExternalIdPrefix = parsed.GetValue(prefix),
            };
            var (_, secret) = await provider.GetRequiredService<ApiKeys>().CreateAsync(wanted, cancellationToken);
            Console.WriteLine(secret.Reveal());
            return 0;
        }));
        return command;
    }

    private static Command CreateList(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "JSON instead of a table." };
        var command = new Command("list", "Lists all keys.") { json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var keys = await provider.GetRequiredService<ApiKeys>().ListAsync(cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? AsJson(keys) : AsTable(keys));
            return 0;
        }));
        return command;
    }

    private static Command CreateRevoke(string[] settings)
    {
        var id = new Argument<Guid>("ID") { Description = "The key's id, from the list." };
        var command = new Command("revoke", "Ends a key.") { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            if (await provider.GetRequiredService<ApiKeys>().RevokeAsync(parsed.GetRequiredValue(id), cancellationToken))
            {
                return 0;
            }

            await Console.Error.WriteLineAsync("There is no key with this id.");
            return 1;
        }));
        return command;
    }

    private static string AsJson(IEnumerable<ApiKey> keys) => JsonSerializer.Serialize(
        keys.Select(key => new { key.Id, key.Name, key.Scopes, key.ExternalIdPrefix, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt }), Json);

    private static string AsTable(IEnumerable<ApiKey> keys) => string.Join(
        Environment.NewLine,
        keys.Select(key => string.Create(
            CultureInfo.InvariantCulture,
            $"{key.Id}  {key.CreatedAt:yyyy-MM-dd}  {StateOf(key)}  {LastUse(key),-16}  {key.Name}  {string.Join(',', key.Scopes)}{Prefix(key)}"))
            .Prepend("ID                                    MADE        STATE    LAST USE (UTC)    NAME  SCOPES"));

    private static string StateOf(ApiKey key) => key.RevokedAt is null ? "live   " : "revoked";

    private static string LastUse(ApiKey key) => key.LastUsedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never";

    private static string Prefix(ApiKey key) => key.ExternalIdPrefix is { } prefix ? $"  only {prefix}*" : "";

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryReadInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private static void Check(System.CommandLine.Parsing.OptionResult result, Option<string> option, Func<string, bool> isValid, string message)
    {
        if (result.GetValue(option) is not { } text || !isValid(text))
        {
            result.AddError(message);
        }
    }
}
