namespace RingCentral.Simulator.Users;

/// <summary>The made-up people who can sign in. The first is an ordinary enabled user, and others rely on that.</summary>
internal sealed class Cast
{
    private readonly Account _harbour = new("37439510", "Harbour Light Ltd", new Brand("1210", "RingCentral", "US"), "+16505550100");
    private readonly Account _quarry = new("40118227", "Quarry & Sons", new Brand("7710", "BT Cloud Work", "GB"), "+442055500100");
    private readonly Account _mesa = new("52230914", "Mesa Freight", new Brand("3420", "AT&T Office@Hand", "US"), "+15055550100");

    /// <summary>Where seeded users live.</summary>
    public Account Fleet { get; } = new("90000001", "Seeded Fleet", new Brand("1210", "RingCentral", "US"), "+16505559000");

    public IEnumerable<(long OwnerId, Account Account, UserProfile Profile)> People()
    {
        yield return (256440016, _harbour, new("Ines", "Castellan", "101") { JobTitle = "Account manager", Note = "An ordinary user" });
        yield return (256440017, _harbour, new("Tomas", "Okonedo", "102") { JobTitle = "Office manager", Admin = true, Note = "Administrator of the account" });
        yield return (256440018, _harbour, new("Wren", "Halloran", "103") { JobTitle = "Support agent", Note = "A colleague in the same account" });
        yield return (256440019, _harbour, new("Pavel", "Brandt", "104") { JobTitle = "Temp", ReadExtensions = false, Note = "Whose role may not read extensions" });
        yield return (256440020, _harbour, new("Front desk queue", "", "200") { Type = "Department", Note = "A call queue: its sign-in is refused" });
        yield return (311872001, _quarry, new("Maud", "Ferreby", "11") { JobTitle = "Dispatcher", Admin = true, Note = "Another account, BT Cloud Work" });
        yield return (311872002, _quarry, new("Idris", "Vale", "12") { JobTitle = "Driver", Note = "Another account, BT Cloud Work" });
        yield return (420665001, _mesa, new("Della", "Arroyo", "301") { JobTitle = "Scheduler", Note = "A partner brand, at home on the .biz host" });
    }
}
