using RingCentral.Connect.Hosting.Commands;

return await ConnectCommand.RunAsync(args);
