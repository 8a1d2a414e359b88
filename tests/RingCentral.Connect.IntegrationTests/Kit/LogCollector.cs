using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Keeps the text of every log entry at every level: message, values, scopes and exceptions.</summary>
internal sealed class LogCollector : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={Text(value.Value)}")) : "";

    private static string Text(object? value) =>
        value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object?>()) : value?.ToString() ?? "";

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => collector._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = $"{logLevel} {category}: {formatter(state, exception)} [{Values(state)}] {exception}";
            collector._scopes.ForEachScope((scope, _) => entry += $" {{{scope} {Values(scope)}}}", 0);
            collector.Entries.Enqueue(entry);
        }
    }
}
