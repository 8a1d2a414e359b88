namespace RingCentral.Connect.Hosting;

/// <summary>
/// Gives every request a short reference that a person can read out, such as <c>K7QD-2M4X</c>. It stands on error pages, in problem details and,
/// as a scope, in every log entry of the request.
/// </summary>
internal sealed class References(RequestDelegate next, ILogger<References> logger)
{
    /// <summary>Letters and digits that are not mistaken for one another.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Half = 4;

    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("Reference {Reference}");

    public async Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = Create();
        using (Scope(logger, context.TraceIdentifier))
        {
            await next(context);
        }
    }

    /// <summary>Nobody gains anything by guessing one.</summary>
    private static string Create() => string.Create((2 * Half) + 1, 0, static (text, _) =>
    {
        Random.Shared.GetItems(Alphabet.AsSpan(), text);
        text[Half] = '-';
    });
}
