using System.Collections.Concurrent;
using System.Text;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>RINGCENTRAL section 3, client authentication: Basic, a client assertion, or client_id alone for public clients.</summary>
internal sealed class ClientAuthentication(AppDirectory apps, ClientAssertion assertions)
{
    private const string Basic = "Basic ";
    private const int Remembered = 1000;

    private readonly ConcurrentDictionary<string, App> _proven = new(StringComparer.Ordinal);

    /// <summary>Sets the exchange's app, or says why not.</summary>
    public Refusal? Authenticate(Exchange exchange)
    {
        var refusal = Find(exchange);
        return refusal is null && exchange.App!.Disabled ? Refusals.DisabledClient(exchange.App.ClientId) : refusal;
    }

    private Refusal? Find(Exchange exchange)
    {
        string? header = exchange.Request.Headers.Authorization;
        if (!string.IsNullOrEmpty(header))
        {
            if (_proven.TryGetValue(header, out var known))
            {
                exchange.App = known;
                return null;
            }

            return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
                ? FromBasic(exchange, header.AsSpan(Basic.Length).Trim())
                : Refusals.InvalidAuthorizationHeader;
        }

        if (exchange.Form.Text("client_assertion") is { } assertion)
        {
            return assertions.Authenticate(exchange, assertion);
        }

        if (exchange.Form.Text("client_id") is not { } clientId)
        {
            return Refusals.ClientAuthenticationRequired;
        }

        exchange.App = apps.Find(clientId);
        return exchange.App switch
        {
            null => Refusals.UnknownClient(clientId),
            // client_secret in the body is not an advertised method, so a confidential client has not authenticated.
            { Public: false } => Refusals.ClientAuthenticationRequired,
            _ => null,
        };
    }

    private Refusal? FromBasic(Exchange exchange, ReadOnlySpan<char> encoded)
    {
        Span<byte> bytes = stackalloc byte[1024];
        Span<char> text = stackalloc char[1024];
        if (encoded.Length > bytes.Length || !Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return Refusals.InvalidAuthorizationHeader;
        }

        text = text[..Encoding.UTF8.GetChars(bytes[..length], text)];
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            return Refusals.InvalidAuthorizationHeader;
        }

        var clientId = Uri.UnescapeDataString(text[..colon]);
        exchange.App = apps.Find(clientId);
        if (exchange.App is null || exchange.App.Public)
        {
            // Basic with an empty secret is what a public client is told off for (RINGCENTRAL section 10, row 14).
            return Refusals.UnknownClient(clientId);
        }

        var secret = text[(colon + 1)..];
        if (!exchange.App.SecretIs(secret) && !exchange.App.SecretIs(Uri.UnescapeDataString(secret)))
        {
            return Refusals.InvalidClientCredentials;
        }

        Remember(exchange);
        return null;
    }

    /// <summary>Clients send the same header each time; hashing their secret anew would be most of the work of a refresh.</summary>
    private void Remember(Exchange exchange)
    {
        if (_proven.Count < Remembered)
        {
            _proven.TryAdd(exchange.Request.Headers.Authorization!, exchange.App!);
        }
    }
}
