namespace RingCentral.Simulator.Users;

internal enum AccountState
{
    Confirmed,
    Suspended,
    Gone,
}

internal sealed class Account(string id, string company, Brand brand, string mainNumber)
{
    private volatile AccountState _state;

    public string Id => id;

    public string Company => company;

    public Brand Brand => brand;

    public string MainNumber => mainNumber;

    public AccountState State
    {
        get => _state;
        set => _state = value;
    }
}

/// <summary>RINGCENTRAL section 9, brands; only the two partner brands live on platform.ringcentral.biz.</summary>
internal sealed record Brand(string Id, string Name, string Country)
{
    public bool Partner => Id is "3420" or "2210";
}
