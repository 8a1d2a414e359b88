var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "not built yet");
await app.RunAsync();
