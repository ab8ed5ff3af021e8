"""The translator: transformers' MarianMTModel for its weights, and a lean forward pass for training.

The lean pass reads the very parameters of the MarianMTModel, so what is trained is what is exported;
`tests/test_model.py` holds its logits against the original's. It differs in speed only: matrices are
cast once a step, queries, keys and values share one product, attention is fused, and only the guided
head's weights are ever written out.
"""

import torch
import torch.nn.functional as F
from transformers import MarianConfig, MarianMTModel

PAD, EOS, UNK = 0, 1, 2


def build(vocabulary, width, encoder_layers, decoder_layers, heads, feed_forward, positions=512):
    """An untrained model; weights as Marian draws them, the decoder starts with the padding token."""
    return MarianMTModel(
        MarianConfig(
            vocab_size=vocabulary,
            decoder_vocab_size=vocabulary,
            d_model=width,
            encoder_layers=encoder_layers,
            decoder_layers=decoder_layers,
            encoder_attention_heads=heads,
            decoder_attention_heads=heads,
            encoder_ffn_dim=feed_forward,
            decoder_ffn_dim=feed_forward,
            max_position_embeddings=positions,
            activation_function="swish",
            scale_embedding=True,
            share_encoder_decoder_embeddings=True,
            tie_word_embeddings=True,
            pad_token_id=PAD,
            eos_token_id=EOS,
            decoder_start_token_id=PAD,
            forced_eos_token_id=EOS,
            dropout=0.1,
            attention_dropout=0.0,
            activation_dropout=0.0,
            init_std=0.02,
            attn_implementation="eager",  # the export needs plain Softmax nodes
        )
    )


def initialize(model):
    """Xavier weights: with post-norm they learn faster than the small normal ones of the config."""
    for name, weight in model.named_parameters():
        if weight.dim() == 2 and "embed" not in name and "shared" not in name:
            torch.nn.init.xavier_uniform_(weight)
    torch.nn.init.normal_(model.model.shared.weight, std=model.config.d_model**-0.5)
    with torch.no_grad():
        model.model.shared.weight[PAD] = 0


class LeanMarian:
    """Forward pass of a MarianMTModel for training; `guided` is (layer, head) of the cross-attention."""

    def __init__(self, model, guided, dtype=torch.bfloat16, dropout=0.1):
        self.model, self.guided, self.dtype, self.dropout = model, guided, dtype, dropout
        self.heads = model.config.encoder_attention_heads
        self.scale = model.config.d_model**0.5
        self.training, self.pool = True, None

    def _drop(self, x):
        if not self.training or not self.dropout:
            return x
        if x.is_cuda:
            return F.dropout(x, self.dropout)
        return x * self._mask(x)  # drawing each mask anew costs a CPU more than a matrix product

    def _mask(self, x):
        """A dropout mask cut at a random place from a pool of drawn values."""
        if self.pool is None or self.pool.numel() < 2 * x.numel():
            kept = torch.rand(max(1 << 22, 3 * x.numel())) >= self.dropout
            self.pool = kept.to(self.dtype) / (1 - self.dropout)
        start = int(torch.randint(self.pool.numel() - x.numel(), ()))
        return self.pool[start : start + x.numel()].view(x.shape)

    def _linear(self, x, *layers):
        if len(layers) == 1:
            return F.linear(x, layers[0].weight.to(self.dtype), layers[0].bias.to(self.dtype))
        weight = torch.cat([layer.weight for layer in layers]).to(self.dtype)
        return F.linear(x, weight, torch.cat([layer.bias for layer in layers]).to(self.dtype))

    def _split(self, x, parts):
        batch, length, width = x.shape
        return x.view(batch, length, parts, self.heads, width // parts // self.heads).permute(2, 0, 3, 1, 4)

    def _attend(self, out, query, key, value, mask):
        if query.is_cuda:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        else:  # the fused kernel's backward pass is slow for short sequences on a CPU
            scores = (query * query.shape[-1] ** -0.5) @ key.transpose(2, 3)
            mixed = torch.softmax(scores + mask, -1) @ value
        return self._linear(mixed.transpose(1, 2).flatten(2), out)

    def _norm(self, x, update, norm):
        weight, bias = norm.weight.to(self.dtype), norm.bias.to(self.dtype)
        return F.layer_norm(x + self._drop(update), norm.normalized_shape, weight, bias, norm.eps)

    def _feed_forward(self, x, layer):
        return self._norm(x, self._linear(F.silu(self._linear(x, layer.fc1)), layer.fc2), layer.final_layer_norm)

    def _embed(self, ids, positions):
        embedded = F.embedding(ids, self.model.model.shared.weight) * self.scale
        return self._drop((embedded + positions.weight[: ids.shape[1]]).to(self.dtype))

    def encode(self, source):
        """States of the source tokens, and the mask [batch, 1, 1, length] that hides padding."""
        encoder = self.model.model.encoder
        hidden = torch.zeros(source.shape, dtype=self.dtype, device=source.device)
        mask = hidden.masked_fill(source == PAD, -1e9)[:, None, None]
        x = self._embed(source, encoder.embed_positions)
        for layer in encoder.layers:
            own = layer.self_attn
            qkv = self._split(self._linear(x, own.q_proj, own.k_proj, own.v_proj), 3)
            x = self._norm(x, self._attend(own.out_proj, *qkv, mask=mask), layer.self_attn_layer_norm)
            x = self._feed_forward(x, layer)
        return x, mask

    def decode(self, inputs, states, mask):
        """States before the output projection, and the log attention of the guided head or None."""
        decoder = self.model.model.decoder
        x, guided = self._embed(inputs, decoder.embed_positions), None
        causal = torch.full((inputs.shape[1],) * 2, -1e9, dtype=self.dtype, device=inputs.device).triu(1)
        for index, layer in enumerate(decoder.layers):
            own, cross = layer.self_attn, layer.encoder_attn
            qkv = self._split(self._linear(x, own.q_proj, own.k_proj, own.v_proj), 3)
            x = self._norm(x, self._attend(own.out_proj, *qkv, mask=causal), layer.self_attn_layer_norm)
            query = self._split(self._linear(x, cross.q_proj), 1)[0]
            key, value = self._split(self._linear(states, cross.k_proj, cross.v_proj), 2)
            if index == self.guided[0]:
                head = self.guided[1]
                scores = query[:, head] @ key[:, head].transpose(1, 2) * query.shape[-1] ** -0.5
                guided = F.log_softmax((scores + mask[:, 0]).float(), -1)
            x = self._norm(x, self._attend(cross.out_proj, query, key, value, mask=mask), layer.encoder_attn_layer_norm)
            x = self._feed_forward(x, layer)
        return x, guided

    def logits(self, states):
        return F.linear(states, self.model.model.shared.weight.to(self.dtype))
