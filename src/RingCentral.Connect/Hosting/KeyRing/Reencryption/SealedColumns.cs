using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Pending;

namespace RingCentral.Connect.Hosting.KeyRing.Reencryption;

/// <summary>Everything in the database that is under Data Protection. What is not listed here dies with its key.</summary>
internal sealed class SealedColumns(
    TokenPairProtector pairs, PendingSessionProtector pending, WebhookSecretProtector webhooks, AnswerProtector answers)
{
    public IReadOnlyList<SealedColumn> All { get; } =
    [
        Simple("sessions", "connection_id", row => pairs.ResealForConnection(row.Id, row.Ciphertext)),
        Simple("jwt_credentials", "connection_id", row => pairs.ResealJwtForConnection(row.Id, row.Ciphertext)),
        Simple("revocations", "id", row => pairs.ResealForRevocation(row.Id, row.Ciphertext)),
        Simple("connect_sessions", "id", row => pending.Reseal(row.Id, row.Ciphertext)),
        Secret("secret", webhooks),
        Secret("previous_secret", webhooks),
        new()
        {
            Table = "idempotent_requests",
            Id = "api_key_id",
            Name = "key",
            Ciphertext = "answer",
            Reseal = row => answers.Reseal(row.Id, row.Name, row.Ciphertext),
        },
    ];

    private static SealedColumn Simple(string table, string id, Func<SealedRow, byte[]> reseal) =>
        new() { Table = table, Id = id, Ciphertext = "ciphertext", KeyId = "key_id", Reseal = reseal };

    private static SealedColumn Secret(string column, WebhookSecretProtector webhooks) => new()
    {
        Table = "webhook_endpoints",
        Id = "id",
        Ciphertext = column,
        KeyId = $"{column}_key_id",
        Reseal = row => webhooks.Reseal(row.Id, row.Ciphertext),
    };
}
