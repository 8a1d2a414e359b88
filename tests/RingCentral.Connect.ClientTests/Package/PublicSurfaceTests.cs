using PublicApiGenerator;
using RingCentral.Connect.Client;
using RingCentral.Connect.TestKit.Approval;
using Xunit;

namespace RingCentral.Connect.ClientTests.Package;

/// <summary>What others build on changes by intention only.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public Task Public_surface_of_the_client_is_the_approved_one() => ApprovedText.MatchAsync(
        "tests/RingCentral.Connect.ClientTests/Package/PublicSurface.txt",
        typeof(IRingCentralTokens).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n");
}
