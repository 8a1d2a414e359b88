namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>One event of a run.</summary>
/// <param name="At">When, from the start.</param>
/// <param name="What">Which.</param>
/// <param name="Number">Whom it meets, or how strong it is; read as the event needs it.</param>
internal sealed record Step(TimeSpan At, Trouble What, int Number);

/// <summary>What goes wrong when, all of it drawn from the seed.</summary>
internal static class Schedule
{
    private static readonly (Trouble What, int Weight)[] Weights =
    [
        (Trouble.KillNode, 5), (Trouble.KillBetweenReplyAndCommit, 2),
        (Trouble.KillAfterClaim, 1), (Trouble.KillDuringAsk, 1), (Trouble.KillAfterCommit, 1), (Trouble.LoseReplies, 4), (Trouble.CutReplies, 2),
        (Trouble.ResetConnections, 3), (Trouble.ServerErrors, 4), (Trouble.RateLimit, 2), (Trouble.SlowReplies, 3), (Trouble.WebPages, 1),
        (Trouble.RestartDatabase, 1), (Trouble.CrashDatabase, 1), (Trouble.FreezeDatabase, 1), (Trouble.SlowDatabase, 1), (Trouble.StepClock, 2),
        (Trouble.Reconnect, 4), (Trouble.Disconnect, 3), (Trouble.ChangeMetadata, 4), (Trouble.EndSession, 4),
    ];

    /// <summary>Everything happens at least once; the rest is chance.</summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="length">Until when something begins.</param>
    /// <param name="pace">How often.</param>
    public static IReadOnlyList<Step> Draw(int seed, TimeSpan length, TimeSpan pace)
    {
        var random = new Random(seed);
        var count = (int)(length / pace);
        var troubles = Enum.GetValues<Trouble>().Concat(Enumerable.Range(0, count).Select(_ => Any(random))).Take(count).ToArray();
        random.Shuffle(troubles);
        return [.. troubles.Select((trouble, at) => new Step(pace * (at + random.NextDouble()), trouble, random.Next(1000)))];
    }

    private static Trouble Any(Random random)
    {
        var drawn = random.Next(Weights.Sum(weight => weight.Weight));
        foreach (var (what, weight) in Weights)
        {
            if (drawn < weight)
            {
                return what;
            }

            drawn -= weight;
        }

        throw new InvalidOperationException("No weight was drawn.");
    }
}
