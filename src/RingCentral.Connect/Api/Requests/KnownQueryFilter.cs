using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Refuses query parameters that a call does not know: a misspelt filter must not look like no filter.</summary>
internal sealed class KnownQueryFilter(params string[] known) : IEndpointFilter
{
    /// <summary>Ends the known name of parameters that begin so and go on as the caller likes.</summary>
    public const string AnyName = "*";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Check(context.HttpContext.Request, known) is { } problem ? ValueTask.FromResult<object?>(problem) : next(context);

    /// <summary>What is wrong with the query of a request; null for nothing.</summary>
    public static ApiProblem? Check(HttpRequest request, string[] known)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        if (request.Query.Keys.FirstOrDefault(name => !known.Any(one => IsNamedBy(one, name))) is { } unknown)
        {
            return Problems.Invalid(Printable(unknown), "is not a parameter of this call");
        }

        return request.Query.FirstOrDefault(parameter => parameter.Value.Count > 1).Key is { } repeated
            ? Problems.Invalid(Printable(repeated), "stands more than once")
            : null;
    }

    private static bool IsNamedBy(string known, string name) =>
        known.EndsWith(AnyName, StringComparison.Ordinal)
            ? name.Length >= known.Length && name.StartsWith(known[..^AnyName.Length], StringComparison.Ordinal)
            : name == known;

    private static string Printable(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(50)]);
}

/// <summary>The query parameters of a call, for whoever describes it.</summary>
internal sealed record KnownQuery(IReadOnlyList<string> Names);

/// <summary>Names the query parameters of a call.</summary>
internal static class KnownQueryExtensions
{
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder builder, params string[] known) =>
        builder.AddEndpointFilter(new KnownQueryFilter(known)).WithMetadata(new KnownQuery(known));
}
