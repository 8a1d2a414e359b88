using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace RingCentral.Connect.TestKit.Waiting;

/// <summary>Waits for a condition instead of for a time, and says what was last seen when it never came.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        PollAsync(async () => await condition() ? null : "it was false", within ?? Patience, what);

    /// <summary>Waits until the assertions inside pass; its last failure is the one that is reported.</summary>
    public static Task PassesAsync(
        Func<Task> assertions,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(assertions))] string what = "") =>
        PollAsync(
            async () =>
            {
                await assertions();
                return null;
            },
            within ?? Patience,
            what);

    /// <summary>Waits until the value fits and returns it.</summary>
    public static async Task<T> GetAsync<T>(
        Func<Task<T>> read,
        Func<T, bool> fits,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(fits))] string what = "")
    {
        T value = default!;
        await PollAsync(
            async () =>
            {
                value = await read();
                return fits(value) ? null : $"it was {value}";
            },
            within ?? Patience,
            what);
        return value;
    }

    private static async Task PollAsync(Func<Task<string?>> attempt, TimeSpan within, string what)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string? trouble;
            try
            {
                trouble = await attempt();
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                trouble = exception.Message;
            }

            if (trouble is null)
            {
                return;
            }

            if (watch.Elapsed > within)
            {
                Assert.Fail($"Not within {within.TotalSeconds:0.#} s: {what}\nAt last: {trouble}");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
