using Xunit;

namespace RingCentral.Connect.EndToEndTests.Machines;

/// <summary>Tests that share the machine set up by README.md; they take turns.</summary>
[CollectionDefinition(nameof(MachineTests))]
public sealed class MachineTests : ICollectionFixture<SetUpMachine>;
