using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Platform.Access;
using Platform.ServiceDefaults.Security;

namespace Platform.Gateway.Live;

/// <summary>Whom a socket belongs to and until when, from its token.</summary>
internal sealed record LiveCaller(Caller Caller, DateTimeOffset ExpiresAt);

/// <summary>One browser's socket: one task writes, one reads, whoever closes it only says so.</summary>
internal sealed class LiveSocket(WebSocket socket, LiveCaller owner, LiveOptions options, PitAccess pits, DeviceAccess devices, LiveMeter meter)
{
    /// <summary>Close code: the token's time is over and no new one came.</summary>
    public const int TokenExpired = 4401;

    /// <summary>Close code: the session was ended.</summary>
    public const int SessionEnded = 4403;

    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(500);
    private readonly NewestValues values = new(options.WaitingValues);
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Never disposed: whoever walks the list of sockets may still close one that just left.</summary>
    private readonly CancellationTokenSource ended = new();

    private (int Code, string Reason)? closing;

    /// <summary>Replaced when the client sends a new token.</summary>
    public LiveCaller Owner { get; set; } = owner;

    /// <summary>The tenant whose events come here; null until an admin has asked for one.</summary>
    public string? Watched { get; set; } = owner.Caller.IsAdmin ? null : owner.Caller.TenantId?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The pits the client asked for; null is all that it may see.</summary>
    public IReadOnlySet<int>? Pits { get; set; }

    public int Waiting => values.Count;

    /// <summary>Takes an event if the owner may see it, without waiting for the network.</summary>
    public void Offer(LiveEvent live)
    {
        if (!IsWanted(live)) return;
        if (!values.Put(live)) meter.Replaced.Add(1);
        wake.Writer.TryWrite(true);
    }

    /// <summary>Tells the client why and ends; a socket that does not take the message is cut half a second later.</summary>
    public void Close(int code, string reason)
    {
        if (closing is not null) return;
        closing = (code, reason);
        wake.Writer.TryWrite(true);
        ended.CancelAfter(CloseTimeout);
    }

    /// <summary>Runs until either side ends it.</summary>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> onMessage, CancellationToken aborted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, ended.Token);
        var writing = WriteAsync(stop.Token);
        await ReadAsync(onMessage, stop.Token);
        wake.Writer.TryComplete();
        await writing;
        if (socket.State is not (WebSocketState.Closed or WebSocketState.Aborted)) socket.Abort();
    }

    private bool IsWanted(LiveEvent live) => live.IsOfOnePerson
        ? live.PersonId == Owner.Caller.UserId && live.TenantId == (Owner.Caller.TenantId ?? LiveHub.NoTenant)
        : live.TenantId is not { } tenant || (!(live.IsOfWorkshop && Owner.Caller.Role == Roles.Customer) && MaySee(live, tenant) && (Pits is null || (live.PitId is { } pit && Pits.Contains(pit))));

    /// <summary>By the pit for people of the tenant, by the device for those with whom it is shared; what is of one customer by the person.</summary>
    private bool MaySee(LiveEvent live, int tenant) => live.IsOfOneCustomer && Owner.Caller.Role == Roles.Customer
        ? Owner.Caller.TenantId == tenant && Owner.Caller.UserId == live.CustomerId
        : pits.MaySee(Owner.Caller, tenant, live.PitId) || (live.SharedDevice is { } device && devices.MaySee(Owner.Caller.UserId, tenant, device));

    private async Task WriteAsync(CancellationToken stop)
    {
        try
        {
            while (await wake.Reader.WaitToReadAsync(stop))
            {
                wake.Reader.TryRead(out _);
                while (closing is null && values.Take() is { } live)
                {
                    // Asked again: it may have waited while the permission was taken away.
                    if (!IsWanted(live)) continue;
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    patience.CancelAfter(SendTimeout);
                    await socket.SendAsync(live.Body, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                }

                if (closing is { } close)
                {
                    await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, stop);
                    return;
                }
            }

            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, stop);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other side is gone or does not read: nothing can be said to it any more.
            socket.Abort();
        }
    }

    private async Task ReadAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> onMessage, CancellationToken stop)
    {
        var buffer = new byte[options.MessageBytes];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    Close((int)WebSocketCloseStatus.MessageTooBig, $"A message may have up to {options.MessageBytes} bytes.");
                    length = 0;
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                if (read.MessageType == WebSocketMessageType.Close) return;
                length += read.Count;
                if (!read.EndOfMessage) continue;
                if (closing is null) await onMessage(buffer.AsMemory(0, length), stop);
                length = 0;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    /// <summary>Answers the client's own message.</summary>
    public void Answer(string kind, string json) => Offer(new LiveEvent(TenantId: null, PitId: null, kind, Encoding.UTF8.GetBytes(json)));
}
