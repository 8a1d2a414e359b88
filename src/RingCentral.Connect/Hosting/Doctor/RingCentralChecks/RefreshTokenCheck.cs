using Npgsql;

namespace RingCentral.Connect.Hosting.Doctor.RingCentralChecks;

/// <summary>Whether RingCentral issues refresh tokens, without which a connection lasts an hour. Only a sign-in shows that: the latest is looked at.</summary>
internal sealed class RefreshTokenCheck(NpgsqlDataSource dataSource) : IDoctorCheck
{
    private const string Name = "refresh_tokens";

    private const string Latest =
        """
        SELECT s.refresh_expires_at IS NOT NULL FROM sessions s JOIN connections c ON c.id = s.connection_id
         WHERE c.kind = 'authorization_code' AND s.ciphertext IS NOT NULL
         ORDER BY coalesce(s.authorized_at, s.issued_at) DESC LIMIT 1
        """;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.CreateCommand(Latest);
            return [await command.ExecuteScalarAsync(cancellationToken) switch
            {
                true => Finding.Ok(Name, "The latest connection came with a refresh token."),
                false => Finding.Wrong(
                    Name,
                    "The latest connection came without a refresh token: it ends with its access token.",
                    "In RingCentral's developer console, in the app's settings, tick \"Issue refresh tokens\", then connect again."),
                _ => Finding.Unproven(Name, "Nobody has connected yet, and only a sign-in shows it.", "Connect one account, then run the doctor again."),
            }];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return [Finding.Unproven(Name, "The database cannot be asked.", "See the check of the database.")];
        }
    }
}
