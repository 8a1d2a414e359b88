using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>The place of one rotation; given back once.</summary>
internal sealed class SweepPlace(SweepPlaces places)
{
    private bool _isBack;

    /// <summary>A pair has come: where the database keeps up, the next session is asked for while this one is committed.</summary>
    public void Answered() => _isBack = places.TryGiveBackEarly();

    /// <summary>The rotation is over.</summary>
    /// <param name="outcome">How; null where it failed by a fault of ours.</param>
    public void Ended(RotationOutcome? outcome)
    {
        if (_isBack)
        {
            places.Committed();
        }
        else
        {
            places.GiveBack(outcome);
        }
    }
}
