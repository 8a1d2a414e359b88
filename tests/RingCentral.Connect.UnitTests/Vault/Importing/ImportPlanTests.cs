using Microsoft.Extensions.Options;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Importing;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Importing;

public sealed class ImportPlanTests
{
    private const int Tries = 2000;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Fresh_sessions_are_spread_evenly_over_the_shortest_idle_period_where_the_budget_is_unlimited()
    {
        var plan = Plan(_ => TimeSpan.Zero);

        var hours = Enumerable.Range(0, Tries).Select(_ => (First(plan, TimeSpan.Zero).At - Now).TotalHours).ToList();

        Assert.All(hours, hour => Assert.InRange(hour, 0.8, 24));
        Assert.InRange(hours.Average(), 11, 14);
        Assert.InRange(hours.Count(hour => hour < 6), Tries / 6, Tries / 3);
    }

    [Fact]
    public void Spread_grows_with_what_was_imported_to_what_the_budget_carries()
    {
        // Two a minute: 2,880 in a day, 14,400 in the longest idle period.
        var plan = Plan(sessions => TimeSpan.FromMinutes(sessions / 2.0));

        var early = Enumerable.Range(0, 2000).Max(_ => First(plan, TimeSpan.Zero).At);
        var late = Enumerable.Range(0, 20_000).Max(_ => First(plan, TimeSpan.Zero).At);

        Assert.InRange(early, Now.AddHours(20), Now.AddDays(1));
        Assert.InRange(late, Now.AddDays(4), Now.AddDays(5));
    }

    [Fact]
    public void Overdue_sessions_go_at_once_and_what_dies_first_goes_first()
    {
        var plan = Plan(_ => TimeSpan.Zero);

        var due = new[] { 6.9, 6.3, 5.0, 3.0, 1.5 }.Select(age => First(plan, TimeSpan.FromDays(age))).ToList();

        Assert.All(due, each => Assert.InRange(each.At, Now, Now + ImportPlan.Spread));
        Assert.Equal(due.Select(each => each.At).Order(), due.Select(each => each.At));
        Assert.Equal([DueClass.Urgent, DueClass.Urgent, DueClass.Idle, DueClass.Idle, DueClass.Idle], due.Select(each => each.Class));
    }

    [Fact]
    public void Session_that_is_nearly_overdue_goes_before_its_time()
    {
        var plan = Plan(_ => TimeSpan.Zero);

        Assert.All(Enumerable.Range(0, Tries), _ => Assert.InRange(First(plan, TimeSpan.FromHours(23)).At, Now, Now.AddHours(1)));
    }

    [Fact]
    public void Session_without_a_known_end_is_due_as_the_schedule_says()
    {
        var clocks = new SessionClocks { IssuedAt = Now, AccessExpiresAt = Now.AddHours(1) };

        Assert.Equal(Now.AddMinutes(50).AddSeconds(1), Plan(_ => TimeSpan.Zero).FirstRotation(clocks, Now.AddMinutes(50), Now).At);
    }

    private static Due First(ImportPlan plan, TimeSpan age)
    {
        var clocks = new SessionClocks { IssuedAt = Now - age, AccessExpiresAt = Now - age + TimeSpan.FromHours(1), RefreshExpiresAt = Now - age + TimeSpan.FromDays(7) };
        return plan.FirstRotation(clocks, clocks.AccessExpiresAt - TimeSpan.FromMinutes(10), Now);
    }

    private static ImportPlan Plan(Func<long, TimeSpan> paceOf) => new(new SessionSchedule(Options.Create(new ScheduleOptions()), new IdlePace()), paceOf, fleet: 0);
}
