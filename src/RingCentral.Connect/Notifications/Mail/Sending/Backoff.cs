namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>How long to wait before trying again: twice as long each time, up to a limit.</summary>
internal static class Backoff
{
    private const int MostDoublings = 20;

    /// <summary>After a failure that has nothing to do with the mail: from ten seconds to a quarter of an hour.</summary>
    public static TimeSpan Server(int attempts) => Wait(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15), attempts);

    /// <summary>After a refusal of this recipient for the moment: from a minute to an hour. Greylisting wants about five minutes.</summary>
    public static TimeSpan Recipient(int attempts) => Wait(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), attempts);

    private static TimeSpan Wait(TimeSpan first, TimeSpan longest, int attempts)
    {
        var wait = first * Math.Pow(2, Math.Clamp(attempts - 1, 0, MostDoublings));
        return wait < longest ? wait : longest;
    }
}
