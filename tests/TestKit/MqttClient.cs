using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Platform.TestKit;

/// <summary>
/// A bare MQTT 3.1.1 client (OASIS standard, 2014) that does exactly what a test says, also what a well-behaved client
/// would not: foreign client ids, foreign topics, payloads that are too large.
/// </summary>
public sealed class MqttClient : IAsyncDisposable
{
    private readonly TcpClient tcp = new();
    private NetworkStream stream = null!;
    private ushort packetId;

    /// <summary>The answer to CONNECT: 0 accepted, 4 bad credentials, 5 not authorised; -1 when the broker just hung up.</summary>
    public int ConnectAnswer { get; private set; } = -1;

    /// <summary>Connects and waits for the answer.</summary>
    public static async Task<MqttClient> ConnectAsync(int port, string clientId, string? username, string? password, bool cleanSession = true, (string Topic, string Payload)? will = null)
    {
        var client = new MqttClient();
        await client.tcp.ConnectAsync("127.0.0.1", port);
        client.stream = client.tcp.GetStream();
        var flags = (cleanSession ? 0x02 : 0) | (username is null ? 0 : 0x80) | (password is null ? 0 : 0x40) | (will is null ? 0 : 0x0C);
        List<byte> body = [.. Text("MQTT"), 4, (byte)flags, 0, 60, .. Text(clientId)];
        if (will is { } last) body.AddRange([.. Text(last.Topic), .. Text(last.Payload)]);
        if (username is not null) body.AddRange(Text(username));
        if (password is not null) body.AddRange(Text(password));
        await client.SendAsync(0x10, body.ToArray());
        if (await client.ReceiveAsync(TimeSpan.FromSeconds(15)) is { Type: 0x20, Body: [_, var answer] }) client.ConnectAnswer = answer;
        return client;
    }

    /// <summary>Publishes with QoS 1; true when the broker acknowledged, false when it hung up instead.</summary>
    public async Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload)
    {
        var id = ++packetId;
        try
        {
            await SendAsync(0x32, [.. Text(topic), .. Number(id), .. payload.Span]);
            return await ReceiveAsync(TimeSpan.FromSeconds(15), 0x40) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The same with text.</summary>
    public Task<bool> PublishAsync(string topic, string payload) => PublishAsync(topic, Encoding.UTF8.GetBytes(payload));

    /// <summary>Subscribes with QoS 1; true when granted, false when refused or hung up on.</summary>
    public async Task<bool> SubscribeAsync(string filter)
    {
        var id = ++packetId;
        try
        {
            await SendAsync(0x82, [.. Number(id), .. Text(filter), 1]);
            return await ReceiveAsync(TimeSpan.FromSeconds(15), 0x90) is { Body: [_, _, not 0x80] };
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next message of a subscription, acknowledged; null when the connection ends or nothing comes in time.</summary>
    public async Task<(string Topic, string Payload, int Qos)?> NextMessageAsync(TimeSpan within)
    {
        if (await ReceiveAsync(within, 0x30) is not { } packet) return null;
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet.Body);
        var qos = (packet.Flags >> 1) & 3;
        var start = 2 + length + (qos > 0 ? 2 : 0);
        if (qos > 0) await SendAsync(0x40, packet.Body.AsMemory(2 + length, 2).ToArray());
        return (Encoding.UTF8.GetString(packet.Body, 2, length), Encoding.UTF8.GetString(packet.Body.AsSpan(start)), qos);
    }

    /// <summary>True when the broker ends the connection within the time.</summary>
    public async Task<bool> IsClosedByBrokerAsync(TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        try
        {
            var one = new byte[1];
            while (await stream.ReadAsync(one, timeout.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>True when the broker answers a PING: the connection stands.</summary>
    public async Task<bool> IsAliveAsync()
    {
        try
        {
            await SendAsync(0xC0, []);
            return await ReceiveAsync(TimeSpan.FromSeconds(5), 0xD0) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(byte header, byte[] body)
    {
        List<byte> packet = [header];
        var length = body.Length;
        do
        {
            packet.Add((byte)((length % 128) | (length >= 128 ? 0x80 : 0)));
            length /= 128;
        }
        while (length > 0);
        await stream.WriteAsync((byte[])[.. packet, .. body]);
    }

    /// <summary>The next packet of that type, passing over others; null when the connection ends or the time is over.</summary>
    private async Task<Packet?> ReceiveAsync(TimeSpan within, int? type = null)
    {
        using var timeout = new CancellationTokenSource(within);
        try
        {
            while (true)
            {
                var packet = await ReceiveAsync(timeout.Token);
                if (type is null || packet.Type == type) return packet;
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<Packet> ReceiveAsync(CancellationToken ct)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one, ct);
        var header = one[0];
        var (length, shift) = (0, 0);
        do
        {
            await stream.ReadExactlyAsync(one, ct);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, ct);
        return new Packet(header & 0xF0, header & 0x0F, body);
    }

    private static byte[] Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [.. Number((ushort)utf8.Length), .. utf8];
    }

    private static byte[] Number(ushort number) => [(byte)(number >> 8), (byte)number];

    private sealed record Packet(int Type, int Flags, byte[] Body);
}
