using Npgsql;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Notices;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Database;

/// <summary>The tests' PostgreSQL does not wait for its disk by default; the service asks it to.</summary>
public sealed class DurableCommitsTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_outlive_a_crash_whatever_the_servers_default_is()
    {
        await using var plain = await NpgsqlDataSource.Create(fixture.Database.ConnectionString).OpenConnectionAsync(Cancelled);
        await using var shared = await fixture.Node.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancelled);
        await using var direct = await fixture.Node.Get<DirectDatabase>().OpenAsync(Cancelled);

        Assert.Equal(("off", "on", "on"), (await SettingAsync(plain), await SettingAsync(shared), await SettingAsync(direct)));
    }

    private static async Task<string> SettingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SHOW synchronous_commit", connection);
        return (string)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
