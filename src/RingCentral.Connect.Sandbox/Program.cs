using RingCentral.Connect.Sandbox.Composition;

return await SandboxCommand.RunAsync(args, CancellationToken.None);
