namespace RingCentral.Connect.Hosting.Configuration;

/// <summary>The configuration is at fault; the message names the key, the fault and an example.</summary>
internal sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
