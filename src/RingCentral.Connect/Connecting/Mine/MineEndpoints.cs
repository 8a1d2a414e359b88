using Microsoft.AspNetCore.Authentication;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Connecting.Mine;

/// <summary>What surrounds the page of a person's own connection.</summary>
internal sealed class MineEndpoints(ManageLinks links, MyConnection mine, Attempts attempts)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConnectPaths.Manage("{token}"), (string token, HttpContext http, MineEndpoints endpoints) => endpoints.OpenAsync(token, http)).AllowAnonymous();
        routes.MapGet(ConnectPaths.MineReconnect, (HttpContext http, MineEndpoints endpoints) => endpoints.ReconnectAsync(http)).RequireAuthorization(ConnectingExtensions.PersonPolicy);
        routes.MapGet(ConnectPaths.MineData, (HttpContext http, MineEndpoints endpoints) => endpoints.TellDataAsync(http)).RequireAuthorization(ConnectingExtensions.PersonPolicy);
    }

    /// <summary>Opens the page by a link that the app has given.</summary>
    private async Task<IResult> OpenAsync(string token, HttpContext http)
    {
        if (links.Read(token) is not { } link)
        {
            return attempts.Explain(http, ProblemKind.ManageLinkOver);
        }

        await http.SignInAsync(ConnectingExtensions.PersonScheme, new PersonIdentity(link.ConnectionId, link.OwnerId).ToPrincipal());
        return Results.LocalRedirect(ConnectPaths.InLanguage(ConnectPaths.Mine, Languages.ChosenIn(http)));
    }

    private async Task<IResult> ReconnectAsync(HttpContext http) =>
        await mine.FindAsync(http.User, http.RequestAborted) is { Connection: { Kind: ConnectionKind.AuthorizationCode } connection }
            ? attempts.StartAgain(http, connection, ConnectPaths.MineReconnect)
            : Results.LocalRedirect(ConnectPaths.Mine);

    private async Task<IResult> TellDataAsync(HttpContext http) =>
        await mine.TellAsync(http.User, http.RequestAborted) is { } data
            ? Results.Bytes(data, "application/json", "my-ringcentral-connection.json")
            : Results.LocalRedirect(ConnectPaths.Mine);
}
