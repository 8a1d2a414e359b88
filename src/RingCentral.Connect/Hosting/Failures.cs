using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Hosting;

/// <summary>What the API answers when a request fails unexpectedly. Pages have their own.</summary>
internal sealed class Failures : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request's own path is that of the error page.
        var path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (path?.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        await Describe(exception).ExecuteAsync(httpContext);
        return true;
    }

    private static ApiProblem Describe(Exception exception) => exception switch
    {
        NpgsqlException or TimeoutException => Problems.StorageUnavailable,
        Microsoft.EntityFrameworkCore.DbUpdateException { InnerException: NpgsqlException } => Problems.StorageUnavailable,
        VaultUnavailableException => Problems.VaultUnavailable,
        BadHttpRequestException bad => Problems.Invalid("body", "cannot be read") with { Status = bad.StatusCode },
        _ => new ApiProblem
        {
            Status = StatusCodes.Status500InternalServerError,
            Code = ProblemCodes.InternalError,
            Title = "Something failed here",
            Detail = "It is not your request's fault. The reference finds the log entry.",
        },
    };
}
