using RingCentral.Simulator.Apps;

namespace RingCentral.Simulator.Control;

/// <summary>The developer console's list of applications: register, disable, enable. Secrets are not shown.</summary>
internal sealed class AppControl(AppDirectory apps)
{
    public async Task ListAsync(HttpContext http)
    {
        await ControlJson.WriteAsync(http.Response, new { data = apps.All.Select(Show) }, http.RequestAborted);
    }

    public async Task RegisterAsync(HttpContext http)
    {
        var registration = await ControlJson.ReadAsync<AppRegistration>(http.Request, http.RequestAborted);
        var app = apps.Register(registration) ?? throw new ControlProblem($"The client id \"{registration.ClientId}\" is taken.", 409);
        http.Response.StatusCode = 201;
        await ControlJson.WriteAsync(http.Response, Show(app), http.RequestAborted);
    }

    public async Task ActAsync(HttpContext http)
    {
        var app = Act((string?)http.GetRouteValue("client_id"), (string?)http.GetRouteValue("action"));
        await ControlJson.WriteAsync(http.Response, Show(app), http.RequestAborted);
    }

    public App Act(string? clientId, string? action)
    {
        var app = apps.Find(clientId) ?? throw new ControlProblem("There is no such application.", 404);
        app.Disabled = action switch
        {
            "disable" => true,
            "enable" => false,
            var other => throw new ControlProblem($"There is no action \"{other}\": disable, enable.", 404),
        };
        return app;
    }

    private static object Show(App app)
    {
        return new
        {
            client_id = app.ClientId,
            name = app.Registration.Name,
            @public = app.Public,
            disabled = app.Disabled,
            redirect_uris = app.Registration.RedirectUris,
            any_loopback_redirect_uri = app.Registration.AnyLoopbackRedirectUri,
            permissions = app.Registration.Permissions,
            grant_types = app.Registration.GrantTypes,
            account_id = app.Registration.AccountId,
        };
    }
}
