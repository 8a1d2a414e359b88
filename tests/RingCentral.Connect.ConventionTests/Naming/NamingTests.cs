using Mono.Cecil;
using RingCentral.Connect.ConventionTests.Assemblies;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Naming;

public sealed class NamingTests
{
    [Fact]
    public void Public_classes_are_closed_to_inheritance_or_made_for_it() =>
        Violations.AssertNone(ProductAssemblies.Ours.Append(ProductAssemblies.TestKit).SelectMany(ClassRule.Check));

    [Fact]
    public void Methods_that_return_a_task_end_in_Async() =>
        Violations.AssertNone(ProductAssemblies.Ours.Append(ProductAssemblies.TestKit).SelectMany(AsyncRule.CheckNames));

    [Fact]
    public void Methods_that_return_a_task_can_be_cancelled() => Violations.AssertNone(ProductAssemblies.Ours.SelectMany(AsyncRule.CheckCancellation));

    [Theory]
    [InlineData("public class A { }", 1)]
    [InlineData("public class Outer { public class A { } }", 2)]
    [InlineData("public sealed class A { }", 0)]
    [InlineData("public static class A { }", 0)]
    [InlineData("public abstract class A { }", 0)]
    [InlineData("public record A;", 1)]
    [InlineData("class A { }", 0)]
    public void A_class_left_open_is_found(string source, int violations) => Assert.Equal(violations, ClassRule.Check(SampleAssembly.Compile(source)).Count());

    [Theory]
    [InlineData("class A { Task Load() => null; }", 1)]
    [InlineData("class A { ValueTask<int> Load() => default; }", 1)]
    [InlineData("class A { System.Collections.Generic.IAsyncEnumerable<int> Load() => null; }", 1)]
    [InlineData("class A { Task LoadAsync() => null; Task Loaded => null; Func<Task> F = () => Task.CompletedTask; }", 0)]
    [InlineData("interface I { Task Load(); }", 1)]
    public void A_task_without_Async_in_its_name_is_found(string source, int violations) =>
        Assert.Equal(violations, AsyncRule.CheckNames(SampleAssembly.Compile(source)).Count());

    [Theory]
    [InlineData("public class A { public Task LoadAsync() => null; }", 1)]
    [InlineData("class A { internal async Task LoadAsync(int n) => await Task.Yield(); }", 1)]
    [InlineData("class A { internal Task LoadAsync(CancellationToken cancellationToken) => null; }", 0)]
    [InlineData("class A : IAsyncDisposable { public ValueTask DisposeAsync() => default; }", 0)]
    [InlineData("class A { Task LoadAsync() => null; }", 0)]
    public void A_task_that_cannot_be_cancelled_is_found(string source, int violations) =>
        Assert.Equal(violations, AsyncRule.CheckCancellation(SampleAssembly.Compile(source)).Count());

    [Fact]
    public void Names_are_looked_for_in_assemblies_that_hold_something() =>
        Assert.All(ProductAssemblies.Ours, (AssemblyDefinition assembly) => Assert.NotEmpty(assembly.MainModule.Types));
}
