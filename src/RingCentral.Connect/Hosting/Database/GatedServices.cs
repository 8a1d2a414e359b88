namespace RingCentral.Connect.Hosting.Database;

/// <summary>
/// Starts what works on the database when the <see cref="SchemaGate"/> is open: at once where it is, and otherwise later, while the node already answers that it is not ready.
/// Stops it in the reverse order, as the host does; a service that fails stops the host, as it would there.
/// </summary>
internal sealed class GatedServices(SchemaGate gate, [FromKeyedServices(GatedServices.Key)] IEnumerable<IHostedService> services) : BackgroundService
{
    /// <summary>The key of the services that wait.</summary>
    public const string Key = "behind the schema gate";

    private static readonly TimeSpan FirstLookWithin = TimeSpan.FromSeconds(5);

    private readonly Stack<IHostedService> _started = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await IsOpenAsync(cancellationToken))
        {
            await StartAllAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var failures = new List<Exception>();
        while (_started.TryPop(out var service))
        {
            try
            {
                await service.StopAsync(cancellationToken);
            }
            catch (Exception exception)
            {
                // The others must still end what they have begun.
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Services did not stop as they should.", failures);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_started.Count == 0)
        {
            await gate.WaitAsync(stoppingToken);
            await StartAllAsync(stoppingToken);
        }

        var running = _started.OfType<BackgroundService>().Select(service => service.ExecuteTask).OfType<Task>().ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running).WaitAsync(stoppingToken);
            await ended;
            running.Remove(ended);
        }
    }

    /// <summary>A database that does not answer at once keeps the node from answering whether it lives no longer than this.</summary>
    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FirstLookWithin);
        try
        {
            return await gate.TryOpenAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        foreach (var service in services)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await service.StartAsync(cancellationToken);
            _started.Push(service);
        }
    }
}

/// <summary>Puts hosted services behind the gate.</summary>
internal static class GatedServicesExtensions
{
    /// <summary>Adds what <paramref name="add"/> adds; those of it that the host would start wait for the gate.</summary>
    public static void AddBehindSchemaGate(this IServiceCollection services, Action<IServiceCollection> add)
    {
        var before = services.Count;
        add(services);
        foreach (var descriptor in services.Skip(before).Where(added => added is { ServiceType: var type, IsKeyedService: false } && type == typeof(IHostedService)).ToList())
        {
            services.Remove(descriptor);
            services.Add(Keyed(descriptor));
        }

        services.AddSingleton<SchemaGate>();
        services.AddHostedService<GatedServices>();
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor service) => service switch
    {
        { ImplementationType: { } type } => new ServiceDescriptor(typeof(IHostedService), GatedServices.Key, type, ServiceLifetime.Singleton),
        { ImplementationFactory: { } make } => new ServiceDescriptor(typeof(IHostedService), GatedServices.Key, (provider, _) => make(provider), ServiceLifetime.Singleton),
        _ => new ServiceDescriptor(typeof(IHostedService), GatedServices.Key, service.ImplementationInstance!),
    };
}
