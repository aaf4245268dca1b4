namespace Platform.DeviceProtocol;

/// <summary>Where a reading's time came from; stored with it.</summary>
public enum TimeSource : short
{
    /// <summary>The device's clock.</summary>
    Device = 0,

    /// <summary>The platform's, because the device gave none.</summary>
    Absent = 1,

    /// <summary>The platform's, because the device's was not possible.</summary>
    Replaced = 2,
}

/// <summary>Decides the time of a reading: a device's clock may be late by what it stores, and ahead by a little, no more.</summary>
public static class ReadingTime
{
    /// <summary>How old a reading may be: the retention.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(90);

    /// <summary>How far a device's clock may be ahead.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <summary>The device's time when it is possible, else <paramref name="now"/>, with where it came from.</summary>
    public static (DateTimeOffset Time, TimeSource Source) Decide(DateTimeOffset? device, DateTimeOffset now) => device switch
    {
        null => (now, TimeSource.Absent),
        { } time when time < now - MaxAge || time > now + MaxAhead => (now, TimeSource.Replaced),
        { } time => (time, TimeSource.Device),
    };
}
