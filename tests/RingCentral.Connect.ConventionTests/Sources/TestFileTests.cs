using Xunit;

namespace RingCentral.Connect.ConventionTests.Sources;

public sealed class TestFileTests
{
    [Fact]
    public void Unit_tests_mirror_the_sources() =>
        Violations.AssertNone(SourceTree.CSharp("tests/RingCentral.Connect.UnitTests").SelectMany(test => TestFileRule.CheckMirror(test, SourceTree.Exists)));

    [Fact]
    public void Skipped_tests_say_why() => Violations.AssertNone(SourceTree.CSharp("tests").SelectMany(TestFileRule.CheckSkips));

    [Theory]
    [InlineData("Vault/RotationTests.cs", "src/RingCentral.Connect/Vault/Rotation.cs")]
    [InlineData("Data/Sessions/SessionTests.cs", "src/RingCentral.Connect.Data/Sessions/Session.cs")]
    public void A_unit_test_is_held_to_the_path_of_its_subject(string test, string subject)
    {
        var file = new SourceFile("tests/RingCentral.Connect.UnitTests/" + test, "");

        Assert.Empty(TestFileRule.CheckMirror(file, path => path == subject));
        Assert.Single(TestFileRule.CheckMirror(file, path => path == subject.Replace("Connect/", "Connect/Moved/", StringComparison.Ordinal)
            .Replace("Data/", "Data/Moved/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"\"", 1)]
    [InlineData("\"flaky\"", 1)]
    [InlineData("\"RingCentral retired its sandbox, so nothing answers\"", 0)]
    public void A_skip_is_held_to_a_reason(string reason, int violations) =>
        Assert.Equal(violations, TestFileRule.CheckSkips(new SourceFile("Sample.cs", $"class A {{ [Fact({"Skip"} = {reason})] void M() {{ }} }}")).Count());
}
