using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RingCentral.Connect.EndToEndTests.Machines;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>The machine that README.md sets up: its commands work as they stand there, and the proxy does what the docs say.</summary>
[Collection(nameof(MachineTests))]
public sealed class ProductionWalkTests(SetUpMachine setUp)
{
    private const string Visible = SetUpMachine.Certificate + " --silent --show-error";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machine_is_set_up_from_nothing_to_the_first_token_with_the_commands_of_the_readme()
    {
        await setUp.GetAsync();

        using var token = JsonDocument.Parse(SetUpMachine.Json(setUp.Said[^2]));
        Assert.Equal("user-17", token.RootElement.GetProperty("external_id").GetString());
        Assert.Equal(People.Ines, token.RootElement.GetProperty("owner_id").GetString());
        Assert.StartsWith("https://localhost/admin/", setUp.Said[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/docs", 200)]
    [InlineData("/api/v1/connections", 401)]
    [InlineData("/admin", 302)]
    [InlineData("/metrics", 404)]
    [InlineData("/health/ready", 404)]
    public async Task Proxy_shows_to_the_outside_what_belongs_there(string path, int status)
    {
        var machine = await setUp.GetAsync();

        var answer = await machine.RunAsync($"curl {Visible} --output /dev/null --write-out '%{{http_code}} %{{http_version}}' https://localhost{path} 2> /dev/null || true");

        Assert.StartsWith(status.ToString(CultureInfo.InvariantCulture) + " 2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_page_is_told_of_news_as_they_come()
    {
        var machine = await setUp.GetAsync();
        var link = (await machine.RunAsync("ringcentral-connect admin sign-in-link")).Trim();
        const string Jar = "--cookie /run/shared/admin --cookie-jar /run/shared/admin";
        var page = await machine.RunAsync($"curl {Visible} {Jar} {link}");
        var token = Regex.Match(page, "__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
        await machine.RunAsync($"curl {Visible} {Jar} --data-urlencode '__RequestVerificationToken={token}' {link}");

        // The stream has no end: what is seen of it has passed the proxy while it is open.
        await machine.StayAsync($"curl {Visible} {Jar} --no-buffer https://localhost/admin/live", "event: ");
    }

    [Fact]
    public async Task Service_sees_who_asks_and_not_who_they_say_they_are()
    {
        var machine = await setUp.GetAsync();
        await machine.RunAsync("ip address add 192.0.2.7/32 dev lo");

        await machine.RunAsync(
            $$"""
            key=$(ringcentral-connect api-keys create --name writer --scopes connections:read,connections:write)
            curl {{Visible}} --resolve localhost:443:192.0.2.7 --interface 192.0.2.7 -H "Authorization: Bearer $key" -H "X-Forwarded-For: 203.0.113.9" \
              -H "Content-Type: application/x-ndjson" --data-binary '{{Line(1)}}' https://localhost/api/v1/connections/import
            """);

        var addresses = await machine.RunAsync("su - postgres -c \"psql connect --tuples-only --command 'SELECT string_agg(DISTINCT host(address::inet), chr(32)) FROM audit_log'\"");
        Assert.Contains("192.0.2.7", addresses, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.9", addresses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_is_stored_while_it_is_still_coming()
    {
        const int Batch = 200;
        var machine = await setUp.GetAsync();
        await machine.RunAsync("key=$(ringcentral-connect api-keys create --name importer --scopes connections:write)\necho \"header = \\\"Authorization: Bearer $key\\\"\" > /run/shared/importer\nmkfifo /run/shared/lines-to-import");
        await machine.StayAsync(
            $"curl {Visible} --config /run/shared/importer --no-buffer -X POST -T - -H 'Content-Type: application/x-ndjson' https://localhost/api/v1/connections/import < /run/shared/lines-to-import > /run/shared/imported; echo ended > /run/shared/import-ended", "");

        await using (var lines = await Task.Run(() => new StreamWriter(Path.Combine(machine.Shared, "lines-to-import")), Cancelled))
        {
            foreach (var number in Enumerable.Range(1000, Batch))
            {
                await lines.WriteLineAsync(Line(number));
            }

            await lines.FlushAsync(Cancelled);
            await Eventually.PassesAsync(async () => Assert.Equal(Batch, await ImportedAsync(machine)));
            await lines.WriteLineAsync(Line(1000 + Batch));
        }

        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(machine.Shared, "import-ended"))));
        Assert.Equal(Batch + 1, (await File.ReadAllLinesAsync(Path.Combine(machine.Shared, "imported"), Cancelled)).Count(line => line.Contains("\"created\"", StringComparison.Ordinal)));
    }

    private static string Line(int number) =>
        $$"""{"external_id":"import-{{number}}","access_token":"a{{number}}","refresh_token":"r{{number}}","expires_in":3600,"refresh_token_expires_in":604800,"owner_id":"{{number}}"}""";

    private static async Task<int> ImportedAsync(Machine machine) => int.Parse(
        await machine.RunAsync("su - postgres -c \"psql connect --tuples-only --command \\\"SELECT count(*) FROM connections WHERE external_id LIKE 'import-1___'\\\"\""), CultureInfo.InvariantCulture);
}
