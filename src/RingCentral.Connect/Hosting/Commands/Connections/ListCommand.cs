using System.CommandLine;
using System.Text.Json;
using RingCentral.Connect.Api;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Exporting;

namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary><c>connections list</c>: a line for each, as they are read.</summary>
internal static class ListCommand
{
    private static readonly string[] States = [.. Enum.GetValues<ConnectionState>().Select(SnakeCase.Write)];

    public static Command Create(string[] settings)
    {
        var state = new Option<string>("--state") { Description = $"Only those in one state: {string.Join(", ", States)}." };
        state.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !States.Contains(token.Value))
            {
                result.AddError($"--state must be among {string.Join(", ", States)}.");
            }
        });
        var json = new Option<bool>("--json") { Description = "JSON instead of a table." };
        var command = new Command("list", "Lists all connections.") { state, json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var wanted = parsed.GetValue(state) is { } text ? SnakeCase.Read<ConnectionState>(text) : (ConnectionState?)null;
            var connections = provider.GetRequiredService<ConnectionExport>().ReadAsync(wanted, cancellationToken);
            await (parsed.GetValue(json) ? WriteJsonAsync(connections, provider.GetRequiredService<ReconnectLinks>()) : WriteTableAsync(connections));
            return 0;
        }));
        return command;
    }

    private static async Task WriteJsonAsync(IAsyncEnumerable<ConnectionSnapshot> connections, ReconnectLinks links)
    {
        var separator = "[";
        await foreach (var snapshot in connections)
        {
            await Console.Out.WriteLineAsync(separator);
            await Console.Out.WriteAsync(JsonSerializer.Serialize(ExportCommand.WithoutLink(snapshot, links), ApiJson.Default.ConnectionBody));
            separator = ",";
        }

        await Console.Out.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }

    private static async Task WriteTableAsync(IAsyncEnumerable<ConnectionSnapshot> connections)
    {
        await Console.Out.WriteLineAsync("ID                                    STATE                   KIND                EXTERNAL ID  OWNER");
        await foreach (var (connection, _, _) in connections)
        {
            var owner = Printable(connection.OwnerName ?? connection.OwnerId);
            await Console.Out.WriteLineAsync($"{connection.Id}  {SnakeCase.Write(connection.State),-22}  {SnakeCase.Write(connection.Kind),-18}  {connection.ExternalId}  {owner}");
        }
    }

    /// <summary>A name that RingCentral gave must not steer the terminal.</summary>
    private static string Printable(string text) => new([.. text.Where(c => !char.IsControl(c))]);
}
