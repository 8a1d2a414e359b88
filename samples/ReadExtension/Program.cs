using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReadExtension;

// Where the service is and its key: RingCentralConnect:Address and RingCentralConnect:ApiKey, from the environment or the command line.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddRingCentralConnect(builder.Configuration.GetSection("RingCentralConnect"));
builder.Services.AddHttpClient<ExtensionReader>().AddRingCentralConnectToken();
builder.Services.AddOptions<ReadingOptions>().Bind(builder.Configuration)
    .Validate(options => options.User.Length > 0, "User is missing: the external id of a connected user, for example --User ringcentral:256440016").ValidateOnStart();
builder.Services.AddHostedService<ReadingLoop>();
await builder.Build().RunAsync();
