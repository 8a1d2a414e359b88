namespace RingCentral.Connect.Client.Webhooks;

/// <summary>A webhook is not genuine, or too old: answer it with 400 and do nothing that it says.</summary>
/// <param name="message">In what it fails.</param>
public sealed class WebhookVerificationException(string message) : Exception(message);
