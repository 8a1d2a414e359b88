using FsCheck;
using FsCheck.Fluent;

namespace RingCentral.Simulator.Tests.Properties;

public enum Deed
{
    Connect,
    Refresh,
    Refresh2,
    LoseReply,
    Call,
    Revoke,
    Jump,
    Admin,
}

/// <summary>One thing that happens: to whom, with how old a token, and which of the jumps or actions.</summary>
public sealed record Happening(Deed Deed, int Who, int Back, int Which)
{
    public static readonly TimeSpan[] Jumps =
    [
        // Mostly short ones: sessions must live long enough to get into trouble.
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11), TimeSpan.FromMinutes(20),
        TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(61), TimeSpan.FromHours(20), TimeSpan.FromHours(20), TimeSpan.FromDays(7),
    ];

    public static readonly string[] Actions =
    [
        "end-sessions", "change-password", "unauthorize-app", "disable", "freeze", "delete", "restrict-network", "suspend-account", "close-account", "restore", "restore", "restore", "restore", "restore", "restore",
    ];
}

public static class Steps
{
    public static Arbitrary<Happening> Arbitrary()
    {
        var steps =
            from deed in Gen.Frequency(
                (5, Gen.Constant(Deed.Connect)), (6, Gen.Constant(Deed.Refresh)), (2, Gen.Constant(Deed.Refresh2)), (1, Gen.Constant(Deed.LoseReply)),
                (6, Gen.Constant(Deed.Call)), (1, Gen.Constant(Deed.Revoke)), (3, Gen.Constant(Deed.Jump)), (1, Gen.Constant(Deed.Admin)))
            from who in Gen.Choose(0, 11)
            from back in Gen.Frequency((4, Gen.Constant(0)), (3, Gen.Constant(1)), (2, Gen.Constant(2)))
            from which in Gen.Choose(0, 83)
            select new Happening(deed, who, back, which);
        return steps.ToArbitrary();
    }
}
