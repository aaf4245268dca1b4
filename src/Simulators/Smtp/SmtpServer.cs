using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platform.Simulators.Messages;

namespace Platform.Simulators.Smtp;

/// <summary>Where the simulated mail server listens (section <c>Smtp</c>); on this machine only.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Its port.</summary>
    public int Port { get; set; }
}

/// <summary>
/// A mail server that takes every mail and delivers none. Recipients say how it behaves: <c>busy@…</c> is told to come back
/// (451), <c>nobody@…</c> does not exist (550).
/// </summary>
internal sealed class SmtpServer(IOptions<SmtpOptions> options, SentMessages messages, TimeProvider time) : BackgroundService
{
    private const int MaxConnections = 50;
    private readonly SemaphoreSlim places = new(MaxConnections, MaxConnections);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, options.Value.Port);
        listener.Start();
        while (!stoppingToken.IsCancellationRequested)
        {
            await places.WaitAsync(stoppingToken);
            var client = await listener.AcceptTcpClientAsync(stoppingToken);
            _ = ServeAsync(client, stoppingToken);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        try
        {
            using (client) await new SmtpConversation(client.GetStream(), messages, time).RunAsync(ct);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side went away in the middle: what it had handed over whole was taken.
        }
        finally
        {
            places.Release();
        }
    }
}
