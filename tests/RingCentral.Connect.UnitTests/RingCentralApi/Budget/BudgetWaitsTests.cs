using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.RingCentralApi.Budget;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Budget;

/// <summary>The wait for the budget as a metric.</summary>
public sealed class BudgetWaitsTests
{
    [Fact]
    public void Wait_lasts_from_the_first_refusal_to_the_next_permit_and_is_told_by_purpose()
    {
        var time = new FakeTimeProvider();
        var waits = new BudgetWaits(new NoMeters(), time);
        var measured = new List<(double Seconds, string Purpose)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "connect.auth_budget.wait")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured.Add((value, (string)tags[0].Value!)));
        listener.Start();

        waits.Note(AskPurpose.Caller, granted: 0);
        time.Advance(TimeSpan.FromSeconds(2));
        waits.Note(AskPurpose.Caller, granted: 0);
        waits.Note(AskPurpose.KeepAlive, granted: 1);
        time.Advance(TimeSpan.FromSeconds(1));
        waits.Note(AskPurpose.Caller, granted: 1);
        waits.Note(AskPurpose.Caller, granted: 1);

        Assert.Equal((3, "caller"), Assert.Single(measured));
    }
}
