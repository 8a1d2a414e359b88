namespace RingCentral.Simulator.Switches;

/// <summary>What a switch does, for the control page and for whoever reads the code; its name is the property's in snake case.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SwitchAttribute(string room, string meaning) : Attribute
{
    public string Room { get; } = room;

    public string Meaning { get; } = meaning;
}
