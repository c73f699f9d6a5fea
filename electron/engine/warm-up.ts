/** A message that nobody sent: analysing it once, before there is evidence, loads and compiles what the first real one would wait for. */

const text = [
  'Received: from out.pool.example (out.pool.example [192.0.2.1]) by mx.recv.example with ESMTPS id 1; Thu, 1 Jan 2026 00:00:02 +0000',
  'Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=a@a.example; dkim=pass header.d=a.example header.s=s',
  'Received: from host.a.example (host.a.example [198.51.100.1]) by in.pool.example with ESMTP; Thu, 1 Jan 2026 00:00:01 +0000',
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=s; h=From; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AA==',
  'From: a@a.example',
  'Date: Thu, 1 Jan 2026 00:00:00 +0000',
  '',
  '',
].join('\r\n');

export function warmUpMessage(): Uint8Array {
  return new TextEncoder().encode(text);
}
