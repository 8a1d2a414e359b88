using RingCentral.Simulator.Hosting;

if (!StartOptions.TryRead(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return problem == StartOptions.Usage ? 0 : 2;
}

await using var simulator = SimulatorHost.TryBuild(options, out problem);
if (simulator is null)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

await simulator.StartAsync();
await Console.Out.WriteLineAsync($"RingCentral Simulator (not RingCentral): {SimulatorHost.AddressOf(simulator)}, control page at /_control");
await simulator.WaitForShutdownAsync();
return 0;
