using System.Text.Json;
using RingCentral.Simulator.Control.Page;
using RingCentral.Simulator.State;

namespace RingCentral.Simulator.Control;

/// <summary>The control API under /_control: one line per call, problems answered in one way.</summary>
internal static class ControlRoutes
{
    public static void AddControl(this IServiceCollection services)
    {
        services.AddSingleton<ControlPage>().AddSingleton<PageForms>();
        services.AddSingleton<SummarySection>().AddSingleton<UsersSection>().AddSingleton<SessionsSection>();
        services.AddSingleton<RefusalsSection>().AddSingleton<FaultsSection>().AddSingleton<SwitchesSection>().AddSingleton<RequestsSection>();
        services.AddSingleton<SeedControl>().AddSingleton<AuthorizeControl>().AddSingleton<UserControl>();
        services.AddSingleton<JwtControl>().AddSingleton<AppControl>();
        services.AddSingleton<SwitchControl>().AddSingleton<FaultControl>().AddSingleton<ClockControl>();
        services.AddSingleton<CounterControl>().AddSingleton<RequestControl>().AddSingleton<SessionControl>().AddSingleton<TokenControl>();
    }

    public static void MapControl(this WebApplication app)
    {
        var services = app.Services;
        var control = app.MapGroup("/_control");
        var memory = services.GetService<Memory>();
        Map("GET", "/", services.GetRequiredService<ControlPage>().ShowAsync);
        Map("POST", "/page/{form}", services.GetRequiredService<PageForms>().PostAsync);
        Map("POST", "/seed", services.GetRequiredService<SeedControl>().SeedAsync);
        Map("POST", "/authorize", services.GetRequiredService<AuthorizeControl>().AuthorizeAsync);
        Map("POST", "/jwt", services.GetRequiredService<JwtControl>().MintAsync);
        Map("POST", "/jwt/revoke", services.GetRequiredService<JwtControl>().RevokeAsync);
        Map("GET", "/apps", services.GetRequiredService<AppControl>().ListAsync);
        Map("POST", "/apps", services.GetRequiredService<AppControl>().RegisterAsync);
        Map("POST", "/apps/{client_id}/{action}", services.GetRequiredService<AppControl>().ActAsync);
        Map("GET", "/users", services.GetRequiredService<UserControl>().ListAsync);
        Map("POST", "/users/{owner_id}/{action}", services.GetRequiredService<UserControl>().ActAsync);
        Map("GET", "/switches", services.GetRequiredService<SwitchControl>().ShowAsync);
        Map("PUT", "/switches", services.GetRequiredService<SwitchControl>().SetAsync);
        Map("DELETE", "/switches", services.GetRequiredService<SwitchControl>().ResetAsync);
        Map("GET", "/faults", services.GetRequiredService<FaultControl>().ListAsync);
        Map("POST", "/faults", services.GetRequiredService<FaultControl>().AddAsync);
        Map("DELETE", "/faults", services.GetRequiredService<FaultControl>().ClearAsync);
        Map("GET", "/clock", services.GetRequiredService<ClockControl>().ShowAsync);
        Map("POST", "/clock", services.GetRequiredService<ClockControl>().AdvanceAsync);
        Map("GET", "/counters", services.GetRequiredService<CounterControl>().ShowAsync);
        Map("GET", "/requests", services.GetRequiredService<RequestControl>().ListAsync);
        Map("GET", "/sessions", services.GetRequiredService<SessionControl>().ListAsync);
        Map("POST", "/sessions/{session_id}/end", services.GetRequiredService<SessionControl>().EndAsync);
        Map("GET", "/tokens", services.GetRequiredService<TokenControl>().ListAsync);

        app.MapGet("/", http =>
        {
            http.Response.Redirect("/_control");
            return Task.CompletedTask;
        });

        void Map(string method, string pattern, RequestDelegate handle)
        {
            control.MapMethods(pattern, [method], http => GuardAsync(http, handle, memory));
        }
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate handle, Memory? memory)
    {
        try
        {
            RefuseOtherSites(http.Request);
            if (!HttpMethods.IsGet(http.Request.Method))
            {
                memory?.Watch(http);
            }

            await handle(http);
        }
        catch (ControlProblem problem) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = problem.Status;
            await ControlJson.WriteAsync(http.Response, new { error = problem.Message }, http.RequestAborted);
        }
    }

    /// <summary>A page of some other site, open in the same browser, must not move switches here.</summary>
    public static void RefuseOtherSites(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (!HttpMethods.IsGet(request.Method) && !string.IsNullOrEmpty(origin) && origin != $"{request.Scheme}://{request.Host}")
        {
            throw new ControlProblem("Requests from pages of other sites are refused.", 403);
        }
    }

    /// <summary>Unknown query parameters are refused like unknown fields.</summary>
    public static void AllowOnly(HttpRequest request, params ReadOnlySpan<string> names)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!names.Contains(name))
            {
                throw new ControlProblem($"Unknown query parameter \"{name}\"; known here: {JsonSerializer.Serialize(names.ToArray())}.");
            }
        }
    }
}
