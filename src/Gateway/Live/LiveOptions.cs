namespace Platform.Gateway.Live;

/// <summary>Section <c>Live</c>: bounds of <c>/ws</c>.</summary>
internal sealed class LiveOptions
{
    /// <summary>Open sockets of one client address (a workshop's guests share one).</summary>
    public int SocketsPerAddress { get; set; } = 200;

    /// <summary>Open sockets of one user: tabs and phones.</summary>
    public int SocketsPerUser { get; set; } = 20;

    /// <summary>Open sockets of this instance.</summary>
    public int Sockets { get; set; } = 20_000;

    /// <summary>Largest message of a client, in bytes; a token is the largest there is.</summary>
    public int MessageBytes { get; set; } = 8 * 1024;

    /// <summary>Messages a client may send within ten seconds.</summary>
    public int MessagesPerTenSeconds { get; set; } = 50;

    /// <summary>Values that may wait for one slow socket, each the newest of its kind, pit and device.</summary>
    public int WaitingValues { get; set; } = 1_000;

    /// <summary>Largest event that is passed on, in bytes.</summary>
    public int EventBytes { get; set; } = 64 * 1024;

    /// <summary>Seconds after the token's end in which a client may still send a new one.</summary>
    public int GraceSeconds { get; set; } = 30;

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Errors() =>
        from o in new (string Name, int Value, int Max)[]
        {
            (nameof(SocketsPerAddress), SocketsPerAddress, 100_000), (nameof(SocketsPerUser), SocketsPerUser, 10_000), (nameof(Sockets), Sockets, 1_000_000),
            (nameof(MessageBytes), MessageBytes, 65_536), (nameof(MessagesPerTenSeconds), MessagesPerTenSeconds, 10_000), (nameof(WaitingValues), WaitingValues, 100_000),
            (nameof(EventBytes), EventBytes, 1_048_576), (nameof(GraceSeconds), GraceSeconds, 300),
        }
        where o.Value < 1 || o.Value > o.Max
        select $"Live__{o.Name}: {o.Value} is out of range; use 1 to {o.Max}.";
}
